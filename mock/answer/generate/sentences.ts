// Sentences in the languages for which Faker has but Latin: neutral ones, that suit a description, a comment or a note.

const SENTENCES: Readonly<Record<string, readonly string[]>> = {
	en: [
		'The delivery arrives tomorrow morning.',
		'Please ring twice at the back door.',
		'Everything works as we agreed last week.',
		'The colour is a little darker than in the picture.',
		'We meet again on the first Monday of the month.',
		'A second key lies with the neighbours.',
		'The quiet room is on the upper floor.',
		'It was repaired in spring and runs well since.',
	],
	de: [
		'Die Lieferung kommt morgen früh.',
		'Bitte zweimal an der Hintertür klingeln.',
		'Alles läuft so, wie wir es letzte Woche besprochen haben.',
		'Die Farbe ist etwas dunkler als auf dem Bild.',
		'Wir treffen uns wieder am ersten Montag im Monat.',
		'Ein zweiter Schlüssel liegt bei den Nachbarn.',
		'Das ruhige Zimmer liegt im oberen Stock.',
		'Es wurde im Frühling repariert und läuft seitdem gut.',
	],
	fr: [
		'La livraison arrive demain matin.',
		'Merci de sonner deux fois à la porte de derrière.',
		'Tout se passe comme convenu la semaine dernière.',
		'La couleur est un peu plus sombre que sur la photo.',
		'Nous nous retrouvons le premier lundi du mois.',
		'Une deuxième clé se trouve chez les voisins.',
		'La chambre calme est à l’étage.',
		'Il a été réparé au printemps et marche bien depuis.',
	],
	es: [
		'La entrega llega mañana por la mañana.',
		'Por favor, llame dos veces a la puerta trasera.',
		'Todo va como acordamos la semana pasada.',
		'El color es un poco más oscuro que en la foto.',
		'Nos vemos otra vez el primer lunes del mes.',
		'Los vecinos tienen una segunda llave.',
		'La habitación tranquila está en el piso de arriba.',
		'Se reparó en primavera y desde entonces funciona bien.',
	],
	it: [
		'La consegna arriva domani mattina.',
		'Si prega di suonare due volte alla porta sul retro.',
		'Tutto procede come concordato la settimana scorsa.',
		'Il colore è un po’ più scuro che nella foto.',
		'Ci rivediamo il primo lunedì del mese.',
		'I vicini hanno una seconda chiave.',
		'La stanza tranquilla è al piano di sopra.',
		'È stato riparato in primavera e da allora funziona bene.',
	],
	pt: [
		'A entrega chega amanhã de manhã.',
		'Por favor, toque duas vezes na porta dos fundos.',
		'Tudo corre como combinámos na semana passada.',
		'A cor é um pouco mais escura do que na foto.',
		'Voltamos a encontrar-nos na primeira segunda-feira do mês.',
		'Os vizinhos têm uma segunda chave.',
		'O quarto sossegado fica no andar de cima.',
		'Foi reparado na primavera e desde então funciona bem.',
	],
	nl: [
		'De levering komt morgenochtend.',
		'Graag twee keer aanbellen bij de achterdeur.',
		'Alles loopt zoals we vorige week hebben afgesproken.',
		'De kleur is iets donkerder dan op de foto.',
		'We zien elkaar weer op de eerste maandag van de maand.',
		'Een tweede sleutel ligt bij de buren.',
		'De rustige kamer is op de bovenverdieping.',
		'Het is in het voorjaar gerepareerd en werkt sindsdien goed.',
	],
};

/** The sentences of a locale's language, e.g. of `de_CH`; `undefined`: there are none here. */
export function listSentences(locale: string): readonly string[] | undefined {
	return SENTENCES[locale.split('_')[0] ?? ''];
}
