package dossier

// StartList are issues that most talks have, to begin with.
var StartList = []Issue{
	{Name: "Ceasefire", Letter: "C", Definition: "When, where and for how long the weapons are silent."},
	{Name: "Withdrawal", Letter: "W", Definition: "Who leaves which ground, and in which steps."},
	{Name: "Deployment", Letter: "D", Definition: "Whose forces come in, how many, and with which task."},
	{Name: "Monitoring", Letter: "M", Definition: "Who watches that it is kept, and what they may see."},
	{Name: "Prisoners", Letter: "P", Definition: "Who is freed or exchanged, and in which order."},
	{Name: "Borders", Letter: "B", Definition: "Where the lines run, and who may cross them."},
	{Name: "Sanctions", Letter: "S", Definition: "Which measures stay, are eased, or come back."},
	{Name: "Aid", Letter: "A", Definition: "What help comes in, by which way, and who hands it out."},
	{Name: "Autonomy", Letter: "U", Definition: "What a region decides by itself, and what not."},
	{Name: "Enforcement", Letter: "E", Definition: "What follows when somebody does not keep the agreement."},
	{Name: "Authorities", Letter: "T", Definition: "Who governs, polices and pays officials meanwhile."},
}
