"""The room of the Team page."""
