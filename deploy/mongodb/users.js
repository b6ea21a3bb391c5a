// The database's users, run by the job `database-users` on the server's own loopback; safe to run again (a password
// whose file was replaced is set anew). Each service may read and write its own database and no other.
const SERVICES = ['registry', 'evaluation', 'notifications', 'reporting'];

// As kit.service names it: ocop_<service>[_<offices>].
function databaseOf(service, offices) {
  const served = offices.split(',').map((one) => one.trim()).filter(Boolean);
  const suffix = served.map((one) => one.replaceAll('/*', '-all').replaceAll('/', '-')).join('-').replaceAll('-', '_');
  return `ocop_${service}` + (suffix ? `_${suffix}` : '');
}

function usersOf(offices, secret) {
  return SERVICES.map((service) => ({
    user: service,
    pwd: secret(`MONGODB_PASSWORD_${service.toUpperCase()}`),
    roles: [{ role: 'readWrite', db: databaseOf(service, offices) }],
  }));
}

function apply() {
  const secret = (name) => require('fs').readFileSync(`/run/secrets/${name}`, 'utf8').trim();
  const admin = db.getSiblingDB('admin');
  const root = { user: 'administrator', pwd: secret('MONGODB_ROOT_PASSWORD') };
  const letIn = () => {
    try {
      return admin.auth(root).ok === 1;
    } catch (refused) {
      return false;
    }
  };
  const known = letIn();
  if (!known) {
    try {
      rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] });
    } catch (already) {
      if (already.codeName !== 'AlreadyInitialized') throw already;
    }
  }
  for (let tries = 0; !db.hello().isWritablePrimary; tries += 1) {
    if (tries > 120) throw new Error('no primary within a minute');
    sleep(500);
  }
  if (!known) {
    // The first user of all may be made without one, from the server's own loopback only.
    admin.createUser({ ...root, roles: ['root'] });
    if (!letIn()) throw new Error('the administrator was made and is not let in');
  }
  for (const one of usersOf(process.env.OCOP_OFFICES ?? '', secret)) {
    const { user, ...rest } = one;
    if (admin.getUser(user)) admin.updateUser(user, rest);
    else admin.createUser(one);
    print(`${user}: ${one.roles.map((role) => `${role.role} ${role.db}`).join(', ')}`);
  }
}

if (typeof db === 'undefined') module.exports = { databaseOf, usersOf };
else apply();
