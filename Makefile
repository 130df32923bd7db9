# The two commands. Each looks first for what is missing, and installs it (see .ci/setup).
.PHONY: run test

run:
	@bash .ci/setup run
	@.venv/bin/python -m ibasho.serve --end-with-parent

test:
	@bash .ci/setup test
	@bash .ci/test
