/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strangers' bytes through the reader of XML, in this process.  The seeds
 * are the feeds of the golden tests.
 */
#include "fuzz_reader.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	read_as_file(bytes, size);
	return 0;
}
