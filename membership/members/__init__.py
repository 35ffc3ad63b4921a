"""What a member meets: the members' home, settings, a break, the wordings to agree to."""
