"""The small forms around the application form, by who looks at them."""
