"""What a job would take and cost, before it is begun."""
