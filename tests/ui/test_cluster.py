"""The window's jobs use a cluster too: dask's client lives on a loop of its own, since it does not get on with Qt's."""

from pathlib import Path

from sp404_gui.engine.cluster.place import ClusterPlace
from sp404_gui.engine.cluster.pool import ClusterPool
from sp404_gui.engine.measuring.workers import MeasurePool
from sp404_gui.library.identity import content_hash
from tests.e2e.sounds import write_sound
from tests.fakes.dask_cluster import DaskCluster


async def test_a_cluster_measures_from_qts_loop_and_its_thread_ends(tmp_path: Path) -> None:
    sound = tmp_path / "kick.wav"
    write_sound(sound, 0)
    with sound.open("rb") as stream:
        expected = content_hash(stream.fileno())
    said: list[str] = []
    (tmp_path / "cluster").mkdir()
    with DaskCluster(tmp_path / "cluster") as cluster:
        cluster.add("a")
        async with ClusterPool(ClusterPlace(cluster.address), MeasurePool(1, 1 << 20), said.append) as pool:
            measured = await pool.measure(str(sound), expected)
            assert (pool.measured_there, pool.workers) == (1, 1)
    assert measured.features.content_hash == expected
    assert said == [f"The cluster {cluster.address} measures: workers 1, files at a time 1."]
