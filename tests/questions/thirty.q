# SPDX-License-Identifier: GPL-3.0-or-later
# Thirty questions that the corpus can or cannot answer; the format stands at
# the top of tests/test_questions.c.  Twenty-three Dutch, thirteen English;
# fourteen of them are about things that the corpus does not know.

# ---------------------------------------------------------------- known here
nl Helpen wekelijkse online toetsen onze tweedejaars bedrijfskunde (hbo, 140 studenten) bij het tentamen?
  kind works
  reads practice-testing exam-score hbo business second-year group-size=140 -online-learning
  class answer
  level 3
  verdict as stated
  says Het effect van oefentoetsen op tentamenresultaten is waarschijnlijk gunstig
  says interval niet gerapporteerd; 222 studies; 48.478 studenten
  says twee groepen van 70 studenten
  never bewezen
nl Helpt flipped classroom bij tentamenresultaten op het hbo?
  reads flipped-classroom exam-score hbo
  class answer
  level 2
  verdict better
  says g = 0,35, 95%-interval 0,31 tot 0,40; 272 studies
  says misschien gunstig
  never Hu, R.
nl Moet ik mijn lessen afstemmen op de leerstijl van studenten?
  reads learning-styles
  class answer
  level 0
  verdict claim not supported
  says Onderzocht, maar niet ondersteund
  never gunstig, gemiddeld
nl Verhoogt gamification de motivatie van mijn eerstejaars?
  reads gamification motivation first-year
  class answer
  level 2
  verdict better
  says 0,36
nl Lezen studenten slechter van een scherm dan van papier?
  reads screen-reading paper
  class answer
  verdict as stated
  says ongunstig
  never 0,25 hoger
nl Verlagen oefentoetsen de toetsangst?
  kind works
  reads practice-testing anxiety
  class answer
  level 2
  says Het effect van oefentoetsen op toetsangst is misschien gunstig
nl Wat is er bekend over virtual reality in het verpleegkundeonderwijs?
  kind known
  reads virtual-reality nursing
  says soorten uitkomsten
  never bewezen
nl Werkt gespreid oefenen voor mijn wiskundestudenten?
  reads spaced-practice mathematics
  class answer
  level 2
nl Helpt ChatGPT studenten om beter te leren programmeren?
  reads chatgpt programming-score
  class answer
  says misschien
  never zeker is dit? ●●●●
nl Voor wie werkt de flipped classroom het best?
  kind whom
  reads flipped-classroom
  level 1
  says is uit een gemiddelde niet af te lezen
nl Kahoot of Mentimeter voor 180 eerstejaars?
  kind which
  reads kahoot mentimeter first-year group-size=180
  says Kahoot en Mentimeter
  says Over Mentimeter zelf is hier niets bruikbaars
en Does flipping help my 320 second-year students pass statistics?
  kind works
  reads flipped-classroom pass-rate second-year statistics group-size=320
  class answer
  level 3
  verdict better
  says probably favourable
  says two groups of 160 students
en Do clickers raise exam scores in large lectures?
  reads voting exam-score lecture
  class answer
  level 2
  says may be favourable
  says 109 studies
en Do intelligent tutoring systems help students learn?
  reads intelligent-tutoring
  class answer
  level 1
  verdict depends
  says very uncertain
en Are today's students digital natives who need other teaching?
  reads digital-natives
  class answer
  verdict claim not supported
  says Studied, but not supported
  never favourable, on average
en Does team-based learning work for medical students?
  reads team-based-learning medicine
  class answer
  level 2
  says may be favourable
en Does ChatGPT improve students' essays?
  reads chatgpt performance
  says RETRACTED ARTICLE
  says Retracted by the publisher
en Is peer feedback worth it for essays of 60 first-years?
  reads peer-feedback performance first-year group-size=60
  says 0.91
nl Is aantekeningen maken met de hand beter dan op een laptop?
  reads handwritten-notes
  class answer
  verdict depends
  says Onderzocht, maar te zwak
en Does fully online teaching lower exam results compared with face-to-face classes?
  reads online-learning face-to-face-teaching exam-score
  class answer
  verdict depends
  says Studied, but
nl Verhogen badges de aanwezigheid bij werkcolleges?
  reads badges attendance seminar
  says Over badges zelf is hier niets bruikbaars; ruimer genomen
  says heel onzeker

# ------------------------------------------------------------ not known here
nl Helpt mindfulness mijn studenten door de tentamenperiode?
  class not-known
  level none
  says Dat is hier niet bekend
  says 'mindfulness'
  says Volgende stap
nl Verbetert een staande tafel in de collegezaal de concentratie van studenten?
  reads attention
  class not-known
  says 'staande tafel'
nl Helpen geurkaarsen in de collegezaal bij het tentamen?
  class not-known
  says 'geurkaarsen'
  never gunstig
nl Helpt muziek luisteren tijdens zelfstudie voor het tentamen?
  reads self-study exam-score
  class not-known
  says 'muziek luisteren'
nl Verlaagt peerfeedback de uitval in de propedeuse?
  reads peer-feedback dropout first-year
  class not-known
  level 0
  says geen bruikbaar onderzoek
  never g =
nl Helpen collegeopnames onze 90 deeltijdstudenten om het vak te halen?
  reads lecture-recording pass-rate part-time group-size=90
  class not-known
  says geen bruikbaar onderzoek
  says twee groepen van 45 studenten
nl Gaan studenten minder naar college als ik mijn hoorcolleges opneem?
  reads lecture-recording attendance
  class not-known
  says zonder vergelijkingsgroep
nl Werken learning dashboards voor betere studieresultaten?
  reads learning-dashboard exam-score
  class not-known
  says te zwak om op te bouwen
nl Is blended learning met minder contacttijd nadelig voor de resultaten?
  reads reduced-contact-time -blended-learning
  class not-known
  says geen duidelijke kant
  says −0,13 tot 0,25
en Does blockchain certification improve student retention?
  reads dropout
  class not-known
  says Not known here
  says 'blockchain certification'
en Does augmented reality reduce test anxiety?
  reads augmented-reality anxiety
  class not-known
  says no usable research
en Does podcasting lectures raise the pass rate?
  reads podcast pass-rate
  class not-known
en Do leaderboards motivate students?
  reads leaderboard motivation
  class not-known
  says unfavourable effect
en Should we use Proctorio for the online exam of 300 first-years?
  reads proctorio online-exam first-year group-size=300
  class not-known
  says on Proctorio itself nothing usable is held

# ------------------------------------------------------------- not our subject
nl Wat is het beste restaurant in Utrecht?
  kind none
  class refuse
  says Probeer bijvoorbeeld
  never niet bekend
nl Hoe laat gaat de trein naar Leiden?
  kind none
  class refuse
nl Wat is het beste recept voor erwtensoep?
  kind none
  class refuse
