"""The journal on disk: an SQLCipher database behind plain values."""
