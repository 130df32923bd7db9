"""What is typed and handed in, until it is sent: drafts, papers, the plan, and what the rules make of it."""
