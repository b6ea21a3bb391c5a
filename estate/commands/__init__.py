"""The commands of `ocop`, a file each."""
