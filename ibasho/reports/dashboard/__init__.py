"""The dashboards: what a worker, an approver and an accountant look at daily, against the year before."""
