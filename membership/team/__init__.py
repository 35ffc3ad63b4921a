"""What the team does: pages in the admin, each with a right of its own, each look noted."""
