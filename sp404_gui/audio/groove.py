from sp404_gui.domain.groove import Groove
def measure_groove(f): return Groove(measurable=False, reason="one-shot")
