"""Metanoia: a private journal for people who want to learn about their own thinking."""

__version__ = "0.1.0"
