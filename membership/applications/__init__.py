"""Pages for applicants: the form, the status page of the emailed link, onboarding.

Staff may import them, members may not. The join page imports forms.py and summary.py.
"""
