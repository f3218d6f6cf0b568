# SPDX-License-Identifier: GPL-3.0-or-later
# What is shown in a page for people, as the program says it now.
#   awk -v start=RE -v stop=RE -v now=STEM -f tools/blocks.awk PAGE
# Prints the page with the lines between its first start and stop replaced by
# the file STEM1, those between the second by STEM2, and so on.
{ if (inside && $0 ~ stop) inside = 0 }
!inside { print }
!inside && $0 ~ start {
	inside = 1
	file = now (++n)
	while ((getline line < file) > 0)
		print line
	close(file)
}
