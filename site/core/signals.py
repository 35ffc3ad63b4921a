"""What must be forgotten or rewritten when something that readers see changes."""
