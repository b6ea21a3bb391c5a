"""Events from the transaction that made them true to their effect elsewhere: outbox, relay, consumer, inbox, parking."""
