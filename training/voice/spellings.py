"""Spellings that sound the same, abbreviations and signs, for English and Spanish. All lower case, without accents."""

MONTHS = {
    "en": "january february march april may june july august september october november december".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}

# One word for one that is the same to the ear.
SAME = {
    "en": {
        "ok": "okay", "dollars": "dollar", "cents": "cent", "euros": "euro", "pounds": "pound", "o": "zero", "oh": "zero",
        "ms": "miss", "mister": "mr", "missus": "mrs", "misses": "mrs", "doctor": "dr", "cancelled": "canceled",
        "grey": "gray", "minus": "negative", "alright": "all right", "catherine": "katherine",
        "kathryn": "katherine", "jeffrey": "geoffrey", "stephen": "steven", "sara": "sarah", "sean": "shawn",
        "neighbour": "neighbor", "colour": "color", "favourite": "favorite", "theatre": "theater", "centre": "center",
        "apologise": "apologize", "organisation": "organization", "realise": "realize", "travelling": "traveling",
        "traveller": "traveler", "cheque": "check", "programme": "program", "pyjamas": "pajamas", "licence": "license",
        "jewellery": "jewelry", "mum": "mom", "aeroplane": "airplane", "anne": "ann", "phillip": "philip",
        "sept": "september", "oct": "october", "nov": "november", "dec": "december", "jan": "january", "feb": "february",
        "tues": "tuesday", "weds": "wednesday", "thurs": "thursday", "xray": "x ray", "wifi": "wi fi", 
    },
    "es": {
        "euros": "euro", "dolares": "dolar", "centimos": "centimo", "centavos": "centavo", "uno": "un", "una": "un",
        "veintiuno": "veintiun", "veintiuna": "veintiun", "señora": "sra", "señor": "sr", "doctora": "dra",
        "doctor": "dr", "setiembre": "septiembre", "okey": "okay", "ok": "okay",
        **{f"{head}cientas": f"{head}cientos" for head in ("dos", "tres", "cuatro", "seis", "ocho")},
        "quinientas": "quinientos", "setecientas": "setecientos", "novecientas": "novecientos",
    },
}

# Different words that sound alike; a recogniser knows only from the meaning which to write.
_ALIKE = """
    to too|their there|right write|your youre|hear here|wait weight|week weak|by buy bye
    know no|our hour|mail male|sale sail|meet meat|piece peace|role roll|site sight cite|fair fare|plane plain|bear bare
    break brake|cent sent scent|flower flour|whole hole|its it's|whose whos|through threw|knew new|would wood|steal steel
    sea see|son sun|rain reign|route root|aisle isle|due dew|principal principle|hi high|past passed|blue blew|seen scene
    pour pore|pair pear|mourning morning|cereal serial|course coarse|council counsel|knight night|wear where|some sum
    tail tale|waist waste|thrown throne|read red|allowed aloud|quay key|be bee|berry bury|sew so|heal heel|dye die
"""
HOMOPHONES = {
    word: group.split()[0] for group in _ALIKE.replace("\n", "|").split("|") if group.split() for word in group.split()[1:]}

# Further readings of one word.
ABBREVIATIONS = {
    "en": {
        "dr": ["drive"], "st": ["street", "saint"], "ave": ["avenue"], "rd": ["road"], "blvd": ["boulevard"],
        "ln": ["lane"], "ct": ["court"], "apt": ["apartment"], "ste": ["suite"], "mt": ["mount"], "no": ["number"],
        "kg": ["kilograms", "kilos"], "km": ["kilometers"], "lb": ["pound"], "lbs": ["pound"], "oz": ["ounces", "ounce"],
        "ft": ["feet"], "min": ["minutes"], "mph": ["miles per hour"], "vs": ["versus"], "etc": ["etcetera", "et cetera"],
        "email": ["e mail"], "cannot": ["can not"], "info": ["information"], "ext": ["extension"],
    },
    "es": {
        "avda": ["avenida"], "av": ["avenida"], "c": ["calle"], "num": ["numero"], "n": ["numero"], "tel": ["telefono"],
        "ud": ["usted"], "uds": ["ustedes"], "kg": ["kilos", "kilogramos"], "km": ["kilometros"], "min": ["minutos"],
        "d": ["don"], "dña": ["doña"], "pza": ["plaza"],
    },
}

# A contraction, and what it stands for.
CONTRACTED = {
    "en": [
        (r"'m$", " am"), (r"'re$", " are"), (r"'ll$", " will"), (r"'ve$", " have"), (r"'d$", " would"), (r"'s$", " is"),
        (r"^won't$", "will not"), (r"^can't$", "can not"), (r"^let's$", "let us"), (r"n't$", " not"),
        (r"^gonna$", "going to"), (r"^wanna$", "want to"),
    ],
    "es": [],
}

# A letter by itself, and words that a recogniser writes for its name.
LETTERS = {
    "en": {
        "b": ["bee"], "c": ["sea"], "d": ["dee"], "g": ["gee"], "i": ["eye"], "j": ["jay"], "k": ["kay"],
        "l": ["el", "ell"], "m": ["em"], "n": ["en"],
        "p": ["pea", "pee"], "q": ["queue", "cue"], "r": ["are"], "t": ["tea", "tee"], "u": ["you"], "v": ["vee"],
        "x": ["ex"], "y": ["why"], "z": ["zee"], "f": ["eff"], "s": ["ess"],
    },
    "es": {"b": ["be", "ve"], "v": ["uve", "be"], "c": ["ce", "se"], "d": ["de"], "g": ["ge"], "h": ["hache"], "p": ["pe"],
           "j": ["jota"], "k": ["ka", "ca"], "l": ["ele"], "m": ["eme"], "n": ["ene"], "q": ["cu"], "r": ["erre", "ere"],
           "s": ["ese"], "t": ["te"], "f": ["efe"], "x": ["equis"], "y": ["i griega", "ye"], "z": ["zeta", "ceta"]},
}

# What a sign may be said as; the first is the usual one, [] is nothing.
SIGNS = {
    "en": {
        "%": [["percent"]], "&": [["and"], []], "@": [["at"]], "#": [["number"], [], ["hash"], ["pound"]],
        "+": [["plus"]], ".": [[], ["point"], ["dot"]], "-": [[], ["dash"], ["hyphen"], ["negative"], ["to"]],
        "/": [[], ["slash"]], "_": [["underscore"]], ":": [[]], ",": [[]], "$": [["dollar"]],
        "€": [["euro"]], "£": [["pound"]],
    },
    "es": {
        "%": [["por", "ciento"]], "&": [["y"], []], "@": [["arroba"]], "#": [["numero"], []], "+": [["mas"]],
        ".": [[], ["punto"]], "-": [[], ["guion"], ["menos"]], "/": [[], ["barra"]], "_": [["guion", "bajo"]], ":": [[]],
        ",": [[], ["coma"], ["con"]], "$": [["dolar"]], "€": [["euro"]], "£": [["libra"]],
    },
}
