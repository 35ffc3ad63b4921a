"""What may be uploaded. Every form of the admin that takes a file asks here, and nowhere else."""
