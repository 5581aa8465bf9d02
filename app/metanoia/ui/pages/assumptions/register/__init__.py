"""The register of assumptions: all of them beside the one that is looked at."""
