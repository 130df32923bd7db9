"""The pages of those who receive, review and decide."""
