"""What is written, hidden under soft bars until it is pointed at or has the keyboard."""
