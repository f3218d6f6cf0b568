/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files, read safely. */
#ifndef STAAF_FILE_H
#define STAAF_FILE_H

#include <stdint.h>

#include <staaf/err.h>

/*
 * Open a regular file to read; the caller closes *fd.  Never waits: FIFOs,
 * devices and directories are refused.
 * Fails: STAAF_IO, STAAF_BADINPUT (not a regular file), with err->file set.
 */
enum staaf_code staaf_file_open(int *fd, uintmax_t *size, const char *path,
    struct staaf_err *err);

/*
 * Read a regular file of at most `most` bytes.  Not followed: FIFOs,
 * devices, directories.  out is appended to only on success.
 * Fails: STAAF_IO (cannot open or read), STAAF_BADINPUT (not a regular file,
 * too large), with err->file set.
 */
enum staaf_code staaf_file_read(struct staaf_buf *out, const char *path,
    size_t most, struct staaf_err *err);

/*
 * Call back with the path of each file below a folder, in byte order of
 * their names, hidden ones left out; symbolic links inside are not followed.
 * A path that is no folder is called back itself.  `suffix` (may be NULL)
 * keeps only names that end so.  Stops at the first failure of `each`.
 * Fails: STAAF_IO, STAAF_BADINPUT (over 32 folders deep).
 */
enum staaf_code staaf_file_each(const char *path, const char *suffix,
    enum staaf_code (*each)(const char *path, struct staaf_err *err,
    void *arg), void *arg, struct staaf_err *err);

#endif
