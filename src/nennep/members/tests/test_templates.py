from nennep.members.imports import kinds


def test_every_word_a_template_offers_is_taken_by_the_import() -> None:
    tables = {
        "Giới tính": kinds.SEX,
        "Đối tượng": kinds.CATEGORY,
        "Học vị": kinds.DEGREE,
        "Lý luận chính trị": kinds.THEORY,
    }
    for title, table in tables.items():
        assert all(kinds.word(table, word) for word in kinds.CHOICES[title])


def test_every_offer_belongs_to_a_heading_of_a_template() -> None:
    titles = {heading.title for headings in kinds.HEADINGS.values() for heading in headings}
    assert set(kinds.CHOICES) <= titles
