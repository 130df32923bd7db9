"""Who acts for a group: invitations by mail, parts, and the hand-over to a successor."""
