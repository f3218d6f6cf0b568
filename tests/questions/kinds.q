# SPDX-License-Identifier: GPL-3.0-or-later
# Thirty questions by kind, six each of howto, which, whom, known and test;
# the format stands at the top of tests/test_questions.c.

# --------------------------------------------------------------------- howto
nl Hoe begin ik met flipped classroom als studenten zich niet voorbereiden?
  kind howto
  reads flipped-classroom preparation
  class not-known
  says Hieronder staat advies over flipped classroom, met de voorwaarden en bronnen.
  says Steunt op:
nl Hoe zet ik peerfeedback op bij 120 eerstejaars zonder dat het rommelig wordt?
  kind howto
  reads peer-feedback first-year group-size=120
  class answer
  says advies over peerfeedback
  says Steunt op:
nl Hoe gebruik ik kennisclips zo dat studenten ze ook echt kijken?
  kind howto
  reads instructional-video
  class answer
  level 3
  says advies over instructievideo's
  never bewezen
en How do I run weekly online quizzes without marking everything by hand?
  kind howto
  reads practice-testing
  class answer
  says Below is advice on practice testing
  says Rests on:
en How should I set up voting questions in a lecture of 300 students?
  kind howto
  reads voting lecture group-size=300
  class answer
  level 2
  says Below is advice on voting in class
en How can I use ChatGPT for feedback on drafts in a sensible way?
  kind howto
  reads ai-feedback
  class answer
  says Below is advice on AI feedback

# --------------------------------------------------------------------- which
nl Wat werkt beter: flipped classroom of een gewoon hoorcollege?
  kind which
  reads flipped-classroom traditional-teaching
  class answer
  level 2
nl Kan ik voor 200 studenten beter Kahoot of Mentimeter gebruiken?
  kind which
  reads kahoot mentimeter group-size=200
  says Geen onderzoek in deze verzameling is vastgelegd als rechtstreekse vergelijking van Kahoot en Mentimeter
nl Moet ik kiezen voor peerfeedback of docentfeedback bij schrijfopdrachten?
  kind which
  reads peer-feedback teacher-feedback
  class not-known
en Which is better for first-years, online quizzes or homework assignments?
  kind which
  says Only one option was recognised: online quizzes.
  reads online-quizzes first-year
  class not-known
en Should I use blended learning or fully online teaching for part-time students?
  kind which
  reads blended-learning online-learning part-time
  says No study in this collection is recorded as comparing blended learning and online learning head to head
en Peer feedback or teacher feedback: which works better for writing?
  kind which
  reads peer-feedback teacher-feedback

# ---------------------------------------------------------------------- whom
nl Voor welke studenten werkt flipped classroom het best?
  kind whom
  reads flipped-classroom
  says Voor wie het het best werkt, is uit een gemiddelde niet af te lezen.
nl Helpt blended learning zwakke studenten net zo goed als sterke?
  kind whom
  reads blended-learning low-achievers
  says is uit een gemiddelde niet af te lezen
nl Voor wie werkt online onderwijs, ook voor deeltijdstudenten met een baan?
  kind whom
  reads online-learning part-time
en Who benefits most from active learning, strong or weak students?
  kind whom
  reads active-learning low-achievers
  says cannot be told from an average
en Does gamification work for all students or only for some?
  kind whom
  reads gamification
  says cannot be told from an average
en For whom do intelligent tutoring systems work?
  kind whom
  reads intelligent-tutoring
  never works best for

# --------------------------------------------------------------------- known
nl Wat is er bekend over virtual reality in het hoger onderwijs?
  kind known
  reads virtual-reality higher-education
  class answer
  says bevat deze verzameling
nl Wat zegt onderzoek over leerstijlen?
  kind known
  reads learning-styles
  class answer
  verdict claim not supported
nl Wat weten we van learning analytics dashboards?
  kind known
  reads learning-dashboard
  says bevat deze verzameling
en What is known about podcasts in higher education?
  kind known
  reads podcast
  class not-known
  says this collection holds 1 work
en What does the research say about ChatGPT and learning?
  kind known
  reads chatgpt
  class not-known
en What evidence is there on simulation in nursing education?
  kind known
  reads simulation nursing
  class answer

# ---------------------------------------------------------------------- test
nl Hoe onderzoek ik of mijn nieuwe quizzen werken bij 48 studenten?
  kind test
  reads practice-testing group-size=48
  says Dat kunt u zelf nagaan
  says twee groepen van 24 studenten
nl Mijn klas ging van 5,4 naar 6,3 na de online toetsen; zegt dat iets?
  kind test
  says Van 5,4 naar 6,3: een verandering van 0,9. Voor en na, zonder vergelijkingsgroep
  says Dat kunt u zelf nagaan
  never is bewezen
nl Vorig jaar slaagde 58%, dit jaar met flipped 66% van 90 studenten. Is dat verschil echt?
  kind test
  reads flipped-classroom pass-rate=58 percentage=66 group-size=90
  class answer
en How can I find out whether peer feedback works in my course of 60 students?
  kind test
  reads peer-feedback group-size=60
  says You can find that out yourself
  says two groups of 30 students
en I want to test whether clickers help in two parallel groups of 25. Is that enough?
  kind test
  reads voting group-size=25
  says You can find that out yourself
en My two groups scored 6.8 (n=22) and 6.1 (n=24); can I conclude that the videos work?
  kind test
  says A difference of 0.7 points. The standard deviation is missing
  reads instructional-video n=22 n=24
