"""The statistics of consultations: asked, counted, shown."""
