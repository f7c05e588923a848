/**
 * What in a text may tell of one person: read by phrases.js and by voice/analysis/phrases.py.
 * Below this line stands JSON. In a phrase, words stand one after the other, "a|b" is either,
 * "a*" whatever begins so, and "<name>" one of a set. A pattern is one that both languages read
 * alike: no \b, \w, \d or \s. A rule with "group" is for words of a group alone.
 */
export default {
  "sets": {
    "whose": "my|his|her",
    "adult": "mum|mums|mummy|mam|mom|mother|dad|dads|daddy|father|parent|parents|nan|nana|nanny|gran|granny|grandma|grandad|grandpa|aunt|auntie|aunty|uncle|stepmum|stepdad",
    "kin": "mum|mums|mummy|mam|mom|mother|dad|dads|daddy|father|parent|parents|nan|nana|nanny|gran|granny|grandma|grandad|grandpa|aunt|auntie|aunty|uncle|stepmum|stepdad|brother|brothers|sister|sisters|sibling|siblings|twin|cousin|cousins|family|families|friend|friends|mate|mates|boyfriend|girlfriend|baby|son|daughter|carer|carers|worker|teacher|dog|cat",
    "home": "home|house|flat|bedroom|room|placement|placements|street|road|village|address|school|college|class|year",
    "which": "real|birth|foster|little|big|older|younger|old|new|last|first|other|best|own|adopted|social|key|support|personal"
  },
  "rules": [
    {
      "why": "Family, friends or a carer of one person.",
      "phrases": ["<whose> <kin>", "<whose> <which> <kin>", "<whose> <which> <which> <kin>", "<adult>", "mr|mrs|ms|miss|dr"]
    },
    {
      "why": "Home or school of one person.",
      "phrases": ["<whose> <home>", "<whose> <which> <home>", "live|lives|lived|living with", "moved in|out|placement|placements|house|home", "kicked out", "children's|residential home"]
    },
    {
      "why": "A name of one person.",
      "phrases": ["<whose> name", "<whose> name is", "is|was called", "i'm|im called"]
    },
    {
      "why": "Health of one person?",
      "phrases": [
        "adhd|autism|autistic|asperger*|epilep*|asthma*|diabet*|allerg*|dyslexi*|pregnan*",
        "depress*|anxious|anxiety|panic|suicid*|overdose*|anorexi*|bulimi*|trauma*|ptsd",
        "medicine*|medication|pills|hospital*|doctor*|nurse|therap*|counsell*|camhs|psych*",
        "ill|sick|poorly|illness|disease|cancer|disab*|wheelchair|injur*",
        "self harm*", "kill|killed|killing myself|yourself|himself|herself|themselves|ourselves",
        "eating disorder*", "mental health", "wet the|my|his|her bed"
      ]
    },
    {
      "why": "Safety of one person? Speak with the safeguarding lead first.",
      "phrases": [
        "not|isn't|wasn't|aren't|don't|doesn't|didn't|never|isnt|dont|didnt safe", "not|don't|doesn't|didn't|never|dont|didnt feel|felt safe",
        "unsafe|danger*|abus*|neglect*|bully|bullied|bullies|bullying|threat*|violen*|rape*|sexual*",
        "hit|hits|hitting|hurt|hurts|hurting|punch*|slap*|beaten|beats|shout*|scream*",
        "scared|afraid|frighten*|terrified", "touched|touches|touching", "grooming|groomed",
        "drug|drugs|drunk|alcohol|weed|vape*|vaping|knife|knives|gang|gangs|weapon*",
        "police|arrest*|prison|jail", "ran|run|running|runs away", "went|go|goes|going missing"
      ]
    },
    {
      "why": "Something rare that happened to one person?",
      "phrases": [
        "died|dies|dying|dead|death|funeral|murder*|suicide", "court|judge|adopt*|adoption|divorce*|asylum|refugee*|deport*",
        "excluded|expelled|evicted|homeless", "accident", "won|win|winner|champion*|famous|newspaper"
      ]
    },
    {
      "group": true,
      "why": "One person speaks. In words of a group, “we” is safer.",
      "phrases": ["i|i'm|i've|i'd|i'll|im|ive|me|my|mine|myself"]
    },
    {
      "why": "Speaks of one person.",
      "phrases": [
        "he|she|him|his|her|hers|himself|herself|he'd|she'd|he'll|she'll",
        "one|a|the|this|that boy|girl|child|kid|lad|lass",
        "one of us|them", "somebody|someone"
      ]
    }
  ],
  "patterns": [
    {"why": "An e-mail address.", "pattern": "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+[.][A-Za-z0-9.-]*[A-Za-z]"},
    {"why": "A link.", "pattern": "(?:https?://|www[.])[^ \\n]+"},
    {"why": "A name on a social network.", "pattern": "(?<![A-Za-z0-9])@[A-Za-z0-9_][A-Za-z0-9_.]+"},
    {"why": "A phone number?", "pattern": "[+]?[0-9](?:[ ()-]{0,2}[0-9]){6,}"},
    {"why": "A postcode.", "pattern": "(?<![A-Za-z0-9])[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}(?![A-Za-z0-9])"},
    {"why": "An address.", "pattern": "[0-9]{1,4}[A-Za-z]? (?:[A-Z][a-z]+ ){1,2}(?:Road|Street|Lane|Avenue|Close|Drive|Way|Court|Crescent|Place|Rd|St)(?![a-z])"},
    {"why": "A number. Could it be an age, a date or a house?", "pattern": "[0-9]+(?:[.,:/][0-9]+)*(?:st|nd|rd|th)?"}
  ],
  "name": "A name of a person or a place?",
  "no_names": "monday|mondays|tuesday|tuesdays|wednesday|wednesdays|thursday|thursdays|friday|fridays|saturday|saturdays|sunday|sundays|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|easter|halloween|eid|diwali|ramadan|hanukkah|english|british|england|britain|uk|just|us|we|our|voices|matter|young|people|people's|children|children's|child|council|county|councillor|councillors|committee|corporate|parenting|promise|care|leavers|leaver|pathway|plan|plans|review|reviews|awards|ok|tv|dvd|pc|wifi|wi|fi|xbox|playstation|switch|nintendo|minecraft|fortnite|roblox|lego|youtube|netflix|instagram|tiktok|snapchat|whatsapp|facebook|google|zoom|mcdonald's|mcdonalds|nando's|nandos|kfc|subway"
}
