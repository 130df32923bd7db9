"""Who looks after what: the open things of one worker pass to another in one step."""
