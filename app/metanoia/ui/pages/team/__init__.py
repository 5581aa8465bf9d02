"""What a team wants together, and what is being learned."""
