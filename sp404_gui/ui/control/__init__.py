"""What happens between the parts: each controller joins some panels to what they show."""
