"""Conditions and answers as rows of choices: a question, a comparison, an answer. What is posted becomes exactly what a
document says; what does not fit stays in its row, with what is wrong."""
