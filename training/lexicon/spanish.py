"""Spanish words and what espeak-ng makes of them, to measure the voice's own Spanish rules against.

    python training/lexicon/spanish.py agent/src/test/resources/io/parley/agent/voice/spanish-espeak.tsv

Writes word and phones, one a line, in the spelling that the teacher was trained on. Needs the program espeak-ng.
"""

import re
import subprocess
import sys
from pathlib import Path

# Stems of regular verbs; every stem gets every ending of its class.
AR = """habl trabaj llam compr pag busc necesit llev entr esper firm confirm cancel reserv contrat factur gan ayud
escuch mir pregunt contest termin explic camb us acept anot marc comunic visit viaj envi consult mand solicit guard"""
ER = "com beb vend aprend comprend deb respond corr met romp cre le recog"
IR = "viv abr escrib recib decid sub discut permit asist un imprim describ cumpl exig"
ENDINGS_AR = "o as a amos áis an é aste ó asteis aron aba abas ábamos aban aré ará aremos arán aría aríamos ando ado ada ados e es emos en ar"
ENDINGS_ER = "o es e emos éis en í iste ió imos isteis ieron ía ías íamos ían eré erá eremos erán ería iendo ido ida a as amos an er"
ENDINGS_IR = "o es e imos ís en í iste ió isteis ieron ía ías íamos ían iré irá iremos irán iría iendo ido ida a as amos an ir"
# Nouns and adjectives; each also in the plural.
NOUNS = """abeja abogado abrigo abril accidente aceite acuerdo adelanto admisión adulto aduana aeropuerto agencia agenda
agosto agua águila aire ajo albañil alcalde alcohol alegre alegría alfombra algodón alguacil alma almohada almuerzo
alquiler alto alumno amable amarillo ambiente ambulancia amigo amistad amor ancho animal anillo año apartamento apellido
apoyo árbol archivo arena armario arroz arte artículo ascensor asiento asunto atención audiencia aula aumento autobús
autopista aviso ayuda ayuntamiento azúcar azul bahía baile bajo balcón banco bandera baño barato barba barco barrio
batería bebida beca bicicleta biblioteca bienestar billete blanco boca boda bolígrafo bolsa bombero bosque botella brazo
breve brillante broma bueno burbuja buzón caballo cabeza cable cadena café caja calefacción calidad caliente calle calor
cama camarero cambio camino camión camisa campaña campo canal canción cantidad capital cara cárcel cargo cariño carne
carnicería carretera carta cartera casa causa cebolla celebración celular cena centavo centro cepillo cerca cereza
cerveza césped chaqueta cheque chico chocolate cielo ciencia cierto cigüeña cine cinta círculo cita ciudad clase cliente
clínica club cobertura coche cocina código colegio color columna comedor comida comisión compañía completo compromiso
computadora común conclusión condición conductor conexión conferencia confianza consejo construcción contraseña contrato
control copia corazón correo corriente corto cosa costa costumbre crédito cruz cuaderno cuadro cuarto cubierta cuchara
cuchillo cuello cuenta cuento cuerda cuero cuerpo cuestión cuidado culpa cumpleaños cuota curso dato débito década
decisión dedo defensa delgado demanda dentista departamento depósito derecho desayuno descanso descuento deseo desierto
destino detalle deuda día diario dibujo diente dieta diferencia difícil dinero dirección director disculpa diseño distancia
doctor documento dólar dolor domicilio domingo dormitorio droga ducha dueño dulce duración edad edificio efectivo ejemplo
ejercicio elección eléctrico elegante embajada embarazo emergencia empleado empresa encargo encuentro enero enfermedad
enfermera enfermo enlace enojo ensalada entrada entrega entrevista envío equipaje equipo error escalera escuela espacio
espalda espejo esposa esquina estación estado este estilo estómago estrella estrés estudiante estudio estufa etapa euro
evento examen excelente excursión éxito experiencia explicación exposición extranjero fábrica fácil factura falda falso
falta fama familia famoso farmacia favor febrero fecha feliz fiebre fiesta fila fin final fino firma flor fondo formulario
foto frase frecuencia fresa frío frontera fruta fuego fuente fuerte fuerza función funda fútbol futuro galleta garaje
garantía garganta gasolina gasto gato gente gerente gesto gimnasio gobierno golpe goma gordo gracia grado gramo grande
gris grito grupo guante guapo guerra guía guitarra gusto habitación habla hacienda hambre harina helado herencia hermano
hermoso herramienta hielo hierba hierro higiene hijo hilo historia hoja hombre hombro honor hora horario horno hospital
hotel hoy hueco huella hueso huésped huevo huir humano húmedo humo idea idioma iglesia igual imagen impresora impuesto
incendio índice industria información ingeniero ingreso inicio inmediato instante instrumento inteligente interés internet
invierno invitado isla izquierda jabón jamás jardín jarra jefe jirafa joven joya jueves juego juez jugador jugo julio
junio justicia juventud kilo kilómetro labio lado ladrón lago lágrima lámpara lana lápiz largo lástima leche lechuga
lectura lengua lento letra ley libertad libra libre libro licencia limón limpio línea lista litro llamada llanta llave
llegada lluvia lobo local loco lugar lujo luna lunes luz madera madre madrugada maestro maíz malo maleta mañana mancha
manera mano mantel manzana mapa máquina mar maravilla marido marrón martes marzo masa materia mayo mayor mecánico medalla
medicina médico medida medio mejilla mejor melón memoria menor mensaje mentira menú mercado mes mesa metro mezcla miedo
miel miembro miércoles minuto mismo mitad moda modelo moderno molestia momento moneda montaña morado mostrador motivo
motor móvil mueble muela muerte muestra mujer multa mundo muñeca museo música nación nada nadie naranja nariz natural
naturaleza nave navidad necesario negocio negro nervioso nevera niebla nieto nieve niño nivel noche nombre norma norte
noticia novela novia noviembre nube nuevo número objeto obligación obra observación ocasión océano octubre oeste oferta
oficina oído ojo ola olor olvido ombligo ómnibus operación opinión oportunidad optimista orden ordenador oreja origen
orilla oro oscuro otoño otro oxígeno paciencia paciente padre página país paisaje pájaro palabra palacio pan panadería
pantalla pañuelo papá papel paquete par parada paraguas pared pareja parque parte partido pasado pasajero pasaporte paseo
pasillo paso pasta pastel pastilla patata patio paz peaje pecho pedido peine peligro pelo pelota peluquería pena península
pensión pequeño pera perdón perfume periódico permiso perro persona pesado pescado peso pez piano pie piedra piel pierna
pieza pila pintura piscina piso placer plan planta plátano plato playa plaza plazo pluma población pobre poder policía
política pollo polvo póliza popular postre precio pregunta premio prensa presión préstamo presupuesto primavera primero
príncipe principio prisa privado problema producto profesor programa promesa pronto propio próximo proyecto prueba
público pueblo puente puerta puerto puesto pulgada punto queja queso quince química quiosco rápido rasgo ratón raya rayo
razón realidad recado receta recibo recto recuerdo red reembolso regalo región regla reina reloj remedio renta reparación
reserva resfriado residuo respuesta restaurante resultado retraso reunión revista rey rico riesgo río ritmo rodilla rojo
ropa rosa rostro rubio rueda ruido ruta sábado sabor sal sala salario salida salón salsa salud saludo sangre sano sección
seco secretaria sector sed seda segundo seguridad seguro selva sello semáforo semana señal señor sensación sentido
septiembre serie serio servicio seta siglo significado silencio silla símbolo simple sistema sitio situación sobre sobrino
sociedad socio sofá sol soldado solución sombra sonido sonrisa sopa sótano suave subida sucio sucursal sueldo suelo sueño
suerte suficiente sur tabaco talla taller tamaño tanque tapa tarde tarea tarifa tarjeta taxi taza té teatro teclado techo
técnico tela teléfono televisión tema temperatura temporada temprano tenedor teoría tercero término terraza texto tía
tiempo tienda tierra tijera timbre tinta tío típico tipo título toalla tobillo tomate tono tormenta torre tos trabajo
tráfico traje trámite transferencia tranvía tren trigo triste trozo trueno turista turno último universidad urgencia uña
uva vaca vacaciones vacío vainilla valle valor vapor vaso vecino vegetal vela velocidad venta ventana verano verdad verde
verdura vergüenza verso vestido vez viaje víctima vida vidrio viejo viento viernes vino violencia visita vista vitamina
viuda vivienda volumen voluntad vuelo vuelta voz yate yegua yema yerno yeso yogur zanahoria zapato zona zorro zumo"""
OTHERS = """a al ante bajo con contra de del desde durante en entre hacia hasta para por según sin sobre tras el la los las
lo un una unos unas yo tú él ella usted nosotros ellos ustedes me te se nos le les mi tu su mis tus sus nuestro nuestra
este esta esto ese esa eso aquel aquella aquello que qué quien quién cuál cuándo cómo dónde cuánto cuántos porque pero y e
o u ni si sí no ya muy más menos también tampoco bien mal aquí ahí allí allá ahora hoy ayer mañana antes después luego
siempre nunca casi sólo solo tan tanto mucho poco nada algo alguien cada todo toda todos otro otra mismo es soy eres son
somos era fue fui será está estoy están estaba hay ha he han hemos había tengo tiene tienen tenemos quiero quiere puedo
puede podemos voy va vamos van hago hace dice digo doy da sé sabe vengo viene pongo pone oigo oye oiga traigo cae hecho
dicho visto puesto vuelto gracias hola adiós buenos buenas días tardes noches favor perdón disculpe señora don doña
rápidamente fácilmente lentamente exactamente claramente inmediatamente automáticamente desafortunadamente realmente
Madrid Barcelona Sevilla Valencia Zaragoza Málaga Bilbao Granada México Guadalajara Monterrey Bogotá Medellín Lima
Quito Caracas Santiago Buenos Aires Montevideo Asunción Cuba Argentina Chile Perú Uruguay Paraguay Ecuador Venezuela
García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez
Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Suárez Castro Ortega
Delgado Ortiz Marín Iglesias Juan José María Carmen Antonio Manuel Francisco Isabel Dolores Pilar Teresa Ana Lucía Jesús
Javier Miguel Rafael Ángel Andrés Fernando Jorge Alberto Alejandro Raúl Enrique Víctor Rubén Óscar Guillermo Julia Elena
cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho
diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco treinta cuarenta cincuenta sesenta setenta
ochenta noventa cien ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos
novecientos mil millón millones primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo céntimo céntimos
construye huir oír raíz baúl búho ahínco psicología pingüino sándwich ábside obtener absoluto admirar digno agnóstico
atlas atleta étnico acción apto óptimo hipnosis enviar inmenso álbum adjetivo alrededor honra israel prohibido cohete
ahijado rehén vehículo averigüe lingüista bilingüe cónyuge inyección subrayar enredo Enrique desrizar ciudadano leísmo
oeste cooperar zoológico creer leer poseer caído traído sonreír reúne actúa continúa evalúa envían guían vacían hueco
deshuesar ahuecar cacahuete chihuahua whisky kiwi web wifi email internet clic chip test récord"""


def words():
    found = set((NOUNS + " " + OTHERS).split())
    for stems, endings in (AR, ENDINGS_AR), (ER, ENDINGS_ER), (IR, ENDINGS_IR):
        found |= {stem + ending for stem in stems.split() for ending in endings.split()}
    for noun in NOUNS.split():
        if noun[-1] in "aeo":
            found.add(noun + "s")
        elif noun[-1] in "dlrj":
            found.add(noun + "es")
        elif noun.endswith("ión"):
            found.add(noun[:-2] + "ones")
    return sorted(found)


def phones(word):
    ipa = subprocess.run(
        ["espeak-ng", "-v", "es", "-q", "--ipa", "--tie=^", word], capture_output=True, text=True, check=True
    ).stdout.strip()
    ipa = re.sub(r"\([a-z-]+\)", "", ipa)
    # The teacher's spelling of espeak-ng's IPA for languages other than English.
    for old, new in ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ɔ^ɪ", "Y"), ("t^ʃ", "ʧ"):
        ipa = ipa.replace(old, new)
    return ipa.replace("^", "").replace("-", "").replace("\n", " ")


def main():
    Path(sys.argv[1]).write_text("".join(f"{word}\t{phones(word)}\n" for word in words()))


if __name__ == "__main__":
    main()
