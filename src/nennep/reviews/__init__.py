"""What an organisation is judged by in a year: so far the model titles "Chi bộ bốn tốt" and "Đảng bộ cơ sở bốn tốt".

Nouns: the model year of a unit. Verbs: register, assess at half-year and at the year's end, give the upper level's opinion,
recognise by decision, decline, withdraw. Points support a decision of people; nothing here decides. Not here: yearly ratings
of members, scores of single meetings (meetings).
"""
