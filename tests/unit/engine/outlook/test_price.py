import pytest

from sp404_gui.engine.outlook.price import Prices, asking_usd, call_tokens, clip_tokens

GEMINI = Prices(prompt_usd=3e-7, completion_usd=2.5e-6, audio_usd=1e-6)


def test_the_cost_grows_with_samples_and_falls_with_the_batch() -> None:
    fives, tens = asking_usd(GEMINI, 600, 5), asking_usd(GEMINI, 600, 10)
    assert fives is not None
    assert tens is not None
    assert fives == pytest.approx(120 * call_tokens(heard=False) * 3e-7 + 600 * (145 * 3e-7 + 100 * 2.5e-6))
    assert fives - tens == pytest.approx(60 * call_tokens(heard=False) * 3e-7)
    assert asking_usd(GEMINI, 0, 5) == 0


def test_clips_cost_by_their_seconds_at_the_price_of_sound() -> None:
    silent, heard = asking_usd(GEMINI, 100, 5), asking_usd(GEMINI, 100, 5, clip_s=2.0)
    assert silent is not None
    assert heard is not None
    instructions = 20 * (call_tokens(heard=True) - call_tokens(heard=False)) * 3e-7
    assert heard - silent == pytest.approx(100 * clip_tokens(2.0) * 1e-6 + 100 * 10 * 3e-7 + instructions)
    dearer = asking_usd(Prices(prompt_usd=2.5e-6, completion_usd=1e-5, audio_usd=4e-5), 100, 5, clip_s=2.0)
    assert dearer is not None
    assert dearer > 0.25


def test_a_price_for_each_call_is_added_and_an_unknown_one_is_not_guessed() -> None:
    calls_alone = Prices(prompt_usd=0.0, completion_usd=0.0, request_usd=0.01)
    assert asking_usd(calls_alone, 11, 5) == pytest.approx(0.03)
    assert asking_usd(Prices(prompt_usd=None, completion_usd=1e-6), 10, 5) is None
    assert asking_usd(Prices(prompt_usd=1e-6, completion_usd=None), 10, 5) is None
    text_alone = Prices(prompt_usd=1e-6, completion_usd=0.0)
    assert asking_usd(text_alone, 10, 5, clip_s=10.0) == pytest.approx(10 * 320e-6 + 10 * 155e-6 + 2 * call_tokens(heard=True) * 1e-6)


def test_the_instructions_and_the_schema_take_about_two_thousand_tokens() -> None:
    assert call_tokens(heard=False) == pytest.approx(1008 + 1026, rel=0.1)
