"""Whether it stays as fast when there is much of everything: 1,000 topics of 50 releases, 10 million assessments."""
