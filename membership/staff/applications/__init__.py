"""Admin pages of applications: list, detail, decisions, paper applications, corrections, export."""
