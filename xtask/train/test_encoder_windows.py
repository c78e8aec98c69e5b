"""What the windows of the encoder hold: `python -m unittest test_encoder_windows`."""
import unittest
from types import SimpleNamespace

import numpy as np

import encoder_windows
from encoder_windows import CLOSE, FULL_STOPS, OPEN, Pieces, Windows, cuts

STOP = FULL_STOPS[0]


class WindowsOfPieces(unittest.TestCase):
    def test_a_window_ends_where_a_sentence_does(self):
        ids = np.array(([7] * 199 + [STOP]) * 3)
        self.assertEqual(list(cuts(np.arange(601), ids, 0, 600)), [(0, 200), (200, 400), (400, 600)])

    def test_without_a_full_stop_a_window_is_filled(self):
        full = encoder_windows.WINDOW - 2
        self.assertEqual(list(cuts(np.arange(301), np.full(300, 7), 0, 300)), [(0, full), (full, 300)])

    def test_each_row_finds_its_first_piece(self):
        document = SimpleNamespace(pieces=Pieces(np.array([7, 8, 9, STOP]), np.array([0, 1, 3, 4])))
        windows = Windows([(document, 0, 3, 2)], rows=6)
        self.assertEqual(windows.ids.tolist(), [OPEN, 7, 8, 9, STOP, CLOSE])
        self.assertEqual(windows.ids[windows.where[2:5]].tolist(), [7, 8, STOP])


if __name__ == "__main__":
    unittest.main()
