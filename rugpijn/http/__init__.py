"""The ground floor: conventions of HTTP that every answer follows. Knows no app."""
