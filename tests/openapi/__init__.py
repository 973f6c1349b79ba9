"""The contract as a whole: does every operation say what it is, with examples that are true?"""
