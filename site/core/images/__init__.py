"""Pictures as readers get them: how large for which use, how they are drawn, and when."""
