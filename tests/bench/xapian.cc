/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The peer of the ingest benchmark: Xapian over the same texts, stemmed, as
 * its own omindex would.  Usage: xapian DATABASE TEXTS (fields 037, rows 036)
 */
#include <fstream>
#include <iostream>
#include <string>

#include <xapian.h>

static std::string
next_field(const std::string &row, size_t &at)
{
	size_t end = row.find('\037', at);
	std::string field = row.substr(at, end == std::string::npos ?
	    std::string::npos : end - at);

	at = end == std::string::npos ? row.size() : end + 1;
	return field;
}

int
main(int argc, char **argv)
{
	if (argc != 3) {
		std::cerr << "usage: xapian DATABASE TEXTS\n";
		return 2;
	}
	Xapian::WritableDatabase db(argv[1], Xapian::DB_CREATE);
	Xapian::TermGenerator terms;
	std::ifstream in(argv[2]);
	std::string row;

	terms.set_stemmer(Xapian::Stem("english"));
	while (std::getline(in, row, '\036')) {
		Xapian::Document doc;
		size_t at = 0;
		std::string id = next_field(row, at);

		terms.set_document(doc);
		terms.index_text(next_field(row, at), 5, "S");
		terms.increase_termpos();
		terms.index_text(next_field(row, at));
		terms.increase_termpos();
		terms.index_text(next_field(row, at));
		doc.set_data(row);
		doc.add_boolean_term("Q" + id.substr(0, 200));
		db.replace_document("Q" + id.substr(0, 200), doc);
	}
	db.commit();
	return 0;
}
