# SPDX-License-Identifier: GPL-3.0-or-later
# Questions as they are typed: typos, slang, long stories.
nl heb ff n vraagje, heeft flpped clasroom zin bij mn 2e jrs verpleegk (n=56) of nie
  reads flipped-classroom second-year nursing n=56
  class answer
nl doe k er goed aan m'n hc's op te nemen ipv ze live te streamen??
  reads lecture-recording live-streaming
nl Ik geef statistiek aan drie groepen van 28, 31 en 26 eerstejaars psychologie (wo). Vorig jaar haalde 54% het tentamen in een keer, gemiddeld een 5,8 (sd 1,4). Nu wil ik in blok 2, zeven weken lang, elke week een online quiz van tien vragen inzetten, samen ongeveer 2 uur per week. Mijn collega zegt dat dat alleen maar stress geeft en dat studenten toch op het laatste moment leren. Heeft hij gelijk, of gaan er meer slagen?
  reads online-quizzes pass-rate anxiety psychology statistics first-year wo weeks=7 pass-rate=54 group-size=28 group-size=31 group-size=26 mean=5.8 sd=1.4
  kind works
nl peerfeedbek op verslagn nuttig?
  reads peer-feedback performance
nl Kunnen we het nakijkwerk van 210 scripties dr AI laten doen, tov docentfeedback?
  reads ai-feedback teacher-feedback graduation
nl studierendement omhoog dmv toetsgestuurd onderwijs?
  reads practice-testing pass-rate
en wud clikcers hlp in my 250 ppl lecutre
  reads voting lecture group-size=250
en My dean wants all 14 lectures recorded; half of the 180 students work 20+ hours and 30% dropped last year. Will it keep them in or will nobody show up anymore?
  reads lecture-recording dropout attendance working-students group-size=180
nl is t nou ECHT zo dat ze na 10-15 minuten afhaken in n college
  reads attention-span
nl VR-brillen: hype of helpt het bij praktijkvaardigheden vh hbo-v?
  reads immersive-vr practical-skills nursing nursing
nl Helpt peerfeedback bij 120 studenten van wie nu 60% slaagt, met een sd van 1,3?
  kind works
  reads peer-feedback exam-score group-size=120 pass-rate=60 sd=1.3
  says aangenomen: tentamenresultaten
nl Welke tool is het beste voor quizzen: kahoot, mentimeter, wooclap of socrative?
  kind which
  reads kahoot mentimeter wooclap socrative -practice-testing
  says Kahoot, Mentimeter, Wooclap en Socrative
nl Is Kahoot een goede naam voor een kat?
  kind none
  class refuse
en peer feedback trombone marmalade xylophone umbrella zeppelin
  kind none
  class refuse
nl Mijn groep met quizzen scoorde 7,1 (sd 1,2, n=40) en de andere 6,5 (sd 1,3, n=38), is dat verschil toeval?
  kind test
  reads practice-testing n=40 n=38 sd=1.2 sd=1.3
  class answer
  says g = 0,48 (95%-interval 0,03 tot 0,92); p = 0,037, tweezijdig.
  says of dat door de aanpak komt, hangt af van hoe de groepen zijn gevormd
en Last year 48% of 115 passed, this year with flipping 62% of 120. Is that difference real?
  kind test
  class answer
  says 14 percentage points, 95% interval 1.1 to 26.0
nl Verhoogt een podcast de aanwezigheid?
  class not-known
  says Hier gaan 4 werken over podcasts; er is geen cijfer uit gelezen dat dit beantwoordt.
nl Wat is er bekend over een discussieforum voor de motivatie van deeltijders?
  kind known
  class not-known
  never bevat deze verzameling 0 werken
nl Wat is beter voor onthouden: herlezen of zelf toetsen?
  reads practice-testing delayed-retention
nl Kan AI mijn feedback vervangen bij 300 eerstejaars?
  reads ai-feedback first-year group-size=300
en Does generative AI increase cheating?
  reads generative-ai cheating
  never productivity
nl gemiddelde was 6,1 (sd 1,4) bij 48 studenten en nu 6,6 (sd 1,3) bij 52 studenten met quizzen, is dat echt?
  kind test
  says Uit uw cijfers volgt een verschil van g = 0,37 (95%-interval −0,03 tot 0,76); dat kan ook toeval zijn.
nl 2e jaars een quiz
  reads practice-testing second-year
nl nemen studenten minder deel aan colleges als ik ze opneem??
  reads lecture-recording
