"""The numbers on pages that can ask nothing. A test compares them with the starter content."""

NUMBERS_WITHOUT_THE_DATABASE = {"childline": "0800 1111", "nspcc": "0808 800 5000", "staffs-police": "101"}
