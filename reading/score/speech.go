package score

// speechVerbs are the words that make a verb of speech of a cue; beliefs, wishes and plans hold none of them.
var speechVerbs = set(`say says said saying tell tells told telling ask asks asked asking add adds added adding write writes wrote written writing according announce
announces announced announcing state states stated stating statement statements call calls called calling claim claims claimed claiming report reports
reported reporting reportedly tweet tweets tweeted tweeting argue argues argued arguing argument note notes noted noting explain explains explained
explaining insist insists insisted insisting suggest suggests suggested suggesting warn warns warned warning describe describes described describing
declare declares declared declaring deny denies denied denying admit admits admitted admitting acknowledge acknowledges acknowledged acknowledging
accuse accuses accused accusing accusation criticize criticizes criticized criticizing criticism blast blasted slam slammed slams denounce denounced
denounces denouncing praise praised praises praising respond responds responded responding response reply replies replied replying answer answers
answered answering quote quoted quotes quoting cite cites cited citing mention mentions mentioned mentioning remark remarks remarked comment comments
commented commenting promise promises promised promising pledge pledges pledged pledging vow vows vowed vowing urge urges urged urging demand demands
demanded demanding request requests requested requesting recommend recommends recommended recommending propose proposes proposed proposing confirm
confirms confirmed confirming reveal reveals revealed revealing disclose disclosed discloses point points pointed pointing recall recalls recalled
recalling continue continues continued continuing conclude concludes concluded concluding assert asserts asserted asserting allege alleges alleged
alleging allegation allegations complain complains complained complaining contend contends contended contending maintain maintains maintained
maintaining emphasize emphasizes emphasized emphasizing stress stresses stressed stressing predict predicts predicted predicting talk talks talked
talking speak speaks spoke spoken speaking discuss discusses discussed discussing read reads interview testify testified testifies estimate estimates
estimated question questions questioned questioning endorse endorses endorsed endorsing apologize apologized boast boasted brag bragged joke joked
jokes quip quipped charge charged charges refer refers referred referring decline declined declines refuse refused inform informed informs repeat
repeated repeats repeating reiterate reiterated shout shouted yell yelled chant chanted post posted posts sagte sagen sagt erklärte erklärt erklären
erklärten teilte mitgeteilt berichtet berichtete berichten bezeichnete bezeichnet betonte betont laut zufolge nach angaben gab bekannt kündigte
forderte kritisierte warnte äußerte hieß heißt meinte meint schrieb schreibt teilten sagten`)
