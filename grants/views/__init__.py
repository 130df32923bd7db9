"""Pages of grants, by who looks at them: the public, residents, staff."""
