/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least a process with our libraries can cost: it only starts. */
int
main(void)
{
	return 0;
}
