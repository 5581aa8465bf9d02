"""Keys, key slots, the lock file and backups: bytes in and out."""
