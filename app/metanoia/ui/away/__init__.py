"""Noticing that the person has gone: idle time, a locked session, a sleeping computer."""
