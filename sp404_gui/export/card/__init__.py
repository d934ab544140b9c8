"""What is to be written for the sampler: names, the plan, the pad sheet."""
