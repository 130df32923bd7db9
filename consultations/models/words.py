"""The words by which a record is found, kept by PostgreSQL: whoever writes, they are never stale.

Only what may be shared stands among them, so nothing that stands apart. What its group is called
stands among them too, and follows when the group is called otherwise.
"""

_KATAKANA = "".join(map(chr, (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)))
_HIRAGANA = "".join(chr(ord(letter) - 0x60) for letter in _KATAKANA)
_DASHES = "‐‑‒–—―−"
_CONTROLS = r"[\u0001-\u001f\u007f-\u009f\u2028\u2029]"
_UNSEEN = (
    r"[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
    r"\U000e0100-\U000e01ef]"
)

# What `ibasho.text.fold` is in Python, which folds the words that are asked for.
FOLD = rf"""
CREATE OR REPLACE FUNCTION consultations_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(
    translate(
      normalize(
        translate(replace(lower(normalize(regexp_replace(
          regexp_replace(words, '{_CONTROLS}', ' ', 'g'), '{_UNSEEN}', '', 'g'
        ), NFKC)), 'ß', 'ss'), 'ς', 'σ'),
        NFKC
      ),
      '{_KATAKANA}{_DASHES}', '{_HIRAGANA}{"-" * len(_DASHES)}'
    ),
    '[ \u1680]+', ' ', 'g'
  ))
$$
"""

KEEP = """
CREATE OR REPLACE FUNCTION consultations_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search := consultations_fold(concat_ws(' ',
    NEW.asker_name, NEW.idea, NEW.place, NEW.what_happened, NEW.advice, NEW.referred_to,
    (SELECT concat_ws(' ', name, reading, operator, neighbourhood, representative)
     FROM groups_group WHERE id = NEW.group_id)
  ));
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER consultations_keep_words
BEFORE INSERT OR UPDATE ON consultations_consultation
FOR EACH ROW EXECUTE FUNCTION consultations_keep_words()
"""

FOLLOW = """
CREATE OR REPLACE FUNCTION consultations_follow_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.name, NEW.reading, NEW.operator, NEW.neighbourhood, NEW.representative)
    IS DISTINCT FROM (OLD.name, OLD.reading, OLD.operator, OLD.neighbourhood, OLD.representative)
  THEN
    UPDATE consultations_consultation SET search = '' WHERE group_id = NEW.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER consultations_follow_group
AFTER UPDATE ON groups_group
FOR EACH ROW EXECUTE FUNCTION consultations_follow_group()
"""

FORGET = """
DROP TRIGGER consultations_follow_group ON groups_group;
DROP TRIGGER consultations_keep_words ON consultations_consultation;
DROP FUNCTION consultations_follow_group, consultations_keep_words, consultations_fold
"""
